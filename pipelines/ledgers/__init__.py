"""What the stored articles say: their figures and quotations, entry by entry, and how those of one story differ."""

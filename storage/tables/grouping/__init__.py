"""What the grouping reads and writes: candidates, stories, copies, links and a person's constraints."""

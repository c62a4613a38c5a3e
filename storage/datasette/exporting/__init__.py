"""Lists as they are taken away: their forms, cells that nothing runs, and what is left out."""

"""Looking at sources without storing anything: what they are read by, and what their sites offer."""

"""What a person asks of the archive: labels, stories, takedowns; by a command, or by a run that is writing."""

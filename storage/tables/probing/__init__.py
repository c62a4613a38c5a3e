"""What probes of sites found: the seeds that are used in place of what a source's entry names, or beside it."""

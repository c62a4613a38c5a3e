"""Whether all is well with the installation: one check a matter, each with a remedy."""

"""Many machines: requests that a watch hands out to workers, and the workers that make them."""

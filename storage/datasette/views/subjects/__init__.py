"""The pages of places, of courts, agencies and organisations, of laws, and of who speaks for them."""

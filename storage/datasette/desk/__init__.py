"""What a person decides where they read: who may, what a form asks for, how it is noted and carried out."""

"""What single words of a text say: the classes of words, ages, and a text in words."""

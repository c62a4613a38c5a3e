"""Who is who in a text beside a child: its names, and whose they are by the words around them."""

"""How far an article is about a topic: the topics, and how they are found and scored."""

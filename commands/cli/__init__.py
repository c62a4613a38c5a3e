"""What Scrapy loads each time it starts: the commands' options and help, with their work left to ``execute``."""

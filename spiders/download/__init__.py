"""How an address is fetched: politely, within bounds, from the public web, text only."""

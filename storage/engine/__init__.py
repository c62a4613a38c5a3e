"""The engine: what many machines share in PostgreSQL, which is tasks, turns of hosts, and politeness."""

"""The engine that decides with durable-rules."""

"""What helps to write files: JSON Schemas for editors, and skeletons to start from."""

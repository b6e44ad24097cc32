"""What a person does, from the first key to the last paper."""

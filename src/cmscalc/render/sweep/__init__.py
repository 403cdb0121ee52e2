"""A sweep in its forms: what the amount would be if one fact were otherwise."""

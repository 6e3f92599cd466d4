"""The demonstration: a sample partnership on real open data, built through `changes` alone. Its people are made up."""

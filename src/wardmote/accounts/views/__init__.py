"""The pages of this app, by what people come for."""

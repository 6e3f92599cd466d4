"""Django's face of the engine: what the open lake says about an area, and where every number comes from."""

"""The demonstration: invented children built through the product's own services; refuses a production setting."""

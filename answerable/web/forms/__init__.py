"""Forms made from declarations: one machine for every kind of event, and for pages of several."""

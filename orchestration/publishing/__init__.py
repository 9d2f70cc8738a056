"""Write, audit, publish: how tables of the working database reach the people who read them."""

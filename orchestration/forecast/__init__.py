"""How many accounts, customers, opportunities and how much money to expect, with its errors."""

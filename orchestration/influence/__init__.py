"""What the influence of campaigns needs beyond SQL: a regression, shrinkage, who is best."""

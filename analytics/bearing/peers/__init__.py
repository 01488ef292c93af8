"""Like landlords: the regulator's open data, quartiles, and the funnel."""

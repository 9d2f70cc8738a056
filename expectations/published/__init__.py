"""One file per published table; its SUITE is read by `expectations.catalog`."""

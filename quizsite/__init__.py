"""The site: settings, routes, logs and what stands around every request."""

"""The pure domain: no Django, no clock, no global random, no input or output."""

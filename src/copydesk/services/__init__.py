"""Services: copydesk for programs: in Python, in editors, over HTTP."""

"""The verbs: one file per thing that is done at the desk."""

# procedures

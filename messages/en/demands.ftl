# demands

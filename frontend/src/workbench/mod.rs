//! Pages of `workbench`.

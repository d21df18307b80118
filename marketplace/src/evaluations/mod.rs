//! Third-party evaluations, from the commission to the published report.

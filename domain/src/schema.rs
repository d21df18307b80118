//! How types that travel as text describe themselves in the API.

/// Describes types as strings.
macro_rules! as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                <String as utoipa::PartialSchema>::schema()
            }
        }
        impl utoipa::ToSchema for $name {}
    )+};
}

as_text!(
    crate::code::CreditCode,
    crate::code::District,
    crate::numbers::DemandNumber,
    crate::numbers::BatchNumber,
    crate::numbers::NoticeNumber,
    crate::numbers::ContractNumber,
    crate::numbers::EvaluationNumber,
);

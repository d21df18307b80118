match-why = Same field; { $n ->
    [one] { $n } similar project
   *[other] { $n } similar projects
  } in three years; serves { $district }.
match-why-new = Same field; serves { $district }.
match-note = Matching helps you find; it plays no part in the review.
match-not-filled-in = not filled in
match-whole-city = the whole city
match-registration-active = registered
match-registration-cancelled = deregistered
match-registration-revoked = registration revoked
match-registration-unknown = not recorded
match-credit-clear = on no list
match-credit-abnormal = on the abnormal-activity list
match-credit-serious = on the list of serious violations
match-credit-blacklisted = on a list that bars from government procurement
match-credit-unknown = not checked yet
match-grade-excellent = excellent
match-grade-good = good
match-grade-fair = fair
match-grade-poor = poor
match-rule-registered = Registration
match-rule-certificate = Registration certificate
match-rule-field = Field of service
match-rule-district = District served
match-rule-registered-years = Time since registration
match-rule-track-record = Similar projects
match-rule-staff = Full-time staff
match-rule-seat = District of registration
match-rule-credit = Credit lists
match-rule-capacity = People it can serve
match-rule-evaluation = Latest evaluation
match-rule-rating = Rating
match-verdict-pass = Met
match-verdict-warn = Note
match-verdict-fail = Not met
match-verdict-unknown = Unknown
match-source-registry = register
match-source-own-profile = filled in by the organization
match-source-track-record = record of contracts on this platform
match-source-credit-lists = credit lists
match-source-evaluations = evaluation reports
match-line-registered-pass = Registered
match-line-registered-fail = The organization is { $value }
match-line-registered-unknown = Registration is not recorded
match-line-certificate-pass = Certificate valid to { $value }
match-line-certificate-warn = Certificate expires on { $value }, before the service ends
match-line-certificate-fail = Certificate expired on { $value }
match-line-certificate-unknown = The certificate’s validity is not filled in
match-line-field-pass = Works in: { $wanted }
match-line-field-fail = Does not work in: { $wanted }
match-line-field-unknown = Fields are not filled in; the demand is: { $wanted }
match-line-district-pass = Serves { $wanted }
match-line-district-fail = Serves { $value }, not { $wanted }
match-line-district-unknown = Districts are not filled in; the demand is for { $wanted }
match-line-registered-years-pass = Registered since { $value }; { $wanted ->
    [one] { $wanted } year
   *[other] { $wanted } years
  } demanded
match-line-registered-years-fail = Registered since { $value }, less than { $wanted ->
    [one] { $wanted } year
   *[other] { $wanted } years
  }
match-line-registered-years-unknown = Day of registration is not filled in; { $wanted ->
    [one] { $wanted } year
   *[other] { $wanted } years
  } demanded
match-line-track-record-pass = Similar projects finished in three years: { $value }
match-line-track-record-fail = Similar projects finished in three years: { $value }; at least { $wanted } demanded
match-line-staff-pass = Full-time staff: { $value }; at least { $wanted } demanded
match-line-staff-fail = Full-time staff: { $value }; at least { $wanted } demanded
match-line-staff-unknown = Full-time staff is not filled in; at least { $wanted } demanded
match-line-seat-pass = Registered in { $value }
match-line-seat-fail = Registered in { $value }; the demand insists on { $wanted }
match-line-seat-unknown = District of registration is not filled in; the demand insists on { $wanted }
match-line-credit-pass = On no credit list
match-line-credit-warn = It is { $value }; it may still offer
match-line-credit-fail = It is { $value }
match-line-credit-unknown = Credit lists are not checked yet
match-line-capacity-pass = Can serve { $value } more people; { $wanted } needed
match-line-capacity-warn = Can serve { $value } more people; { $wanted } needed; it may still offer
match-line-capacity-unknown = Capacity is not filled in; { $wanted } people need the service
match-line-evaluation-pass = Latest evaluation: { $value }
match-line-evaluation-warn = Latest evaluation: { $value }; it may still offer
match-line-rating-pass = Rated { $value }, valid to { $wanted }
match-line-rating-warn = Rated { $value }, expires on { $wanted }; it may still offer
match-line-rating-unknown = Rated { $value }; validity is not filled in
match-change-correct-registration = The registration authority can correct the register
match-change-renew-certificate = A renewed certificate would meet this
match-change-update-fields = The organization can update its fields
match-change-update-districts = The organization can update the districts it serves
match-change-wait-for-years = Met once the time has passed
match-change-record-projects = Record finished similar projects
match-change-update-staff = The organization can update its staff
match-change-ask-for-district-served = The purchaser can ask for the district served instead
match-change-check-credit = Known once the lists are checked
match-change-leave-list = Met once it has left the list
match-change-update-capacity = The organization can update how many it can serve
match-change-renew-rating = Gone once the rating is renewed
rule-matching-similar-years = Years over which matching counts similar projects and evaluations

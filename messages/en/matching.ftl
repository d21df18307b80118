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
match-rule-unfulfilled = Contracts not fulfilled
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
match-line-unfulfilled-warn = Contracts ended unfulfilled in three years: { $value }; it may still respond
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

# The pages
matching-title = Organizations that fit
matching-only-unit = Only your unit sees this. An invitation is known to your unit and the invited alone until the result is publicised.
matching-box-title = Does it fit your organization?
matching-seen-by = Only { $name } sees this. Matching helps to find and plays no part in the review.
matching-fits = Fits
matching-fits-not = Does not fit entirely
matching-summary = { $verdict }: { $parts }
matching-comma = {", "}
matching-sum-pass = { $n } met
matching-sum-warn = { $n ->
    [one] { $n } warning
   *[other] { $n } warnings
}
matching-sum-fail = { $n } not met
matching-sum-unknown = { $n } unknown
matching-source-of = { $source }, { $day }
matching-source-change = { $source }. { $change }
matching-funnel-title = How many each condition leaves
matching-funnel-all = { $n } registered
matching-funnel-step = { $n } meet "{ $rule }"
matching-narrowest = "{ $rule }" excludes the most. Without it, { $n } would fit.
matching-tab-fitting = { $n } fit
matching-tab-others = { $n } do not fit entirely
matching-none = No organization here
matching-none-hint = See the other list, or widen the demand's conditions.
matching-invited-title = Invited
matching-invited-count = { $n } in all
matching-invited-secret = An invitation is no favour: others may offer all the same.
matching-invited-on = Invited { $time }
matching-invited-own = The purchaser invited you to offer ({ $time }). Whether you do is your decision.
matching-reason = Why it is invited
matching-reason-hint = It does not meet a condition: say why you invite it, in 200 characters at most.
matching-reason-given = Reason: { $reason }
matching-act-invite = Invite
matching-other-rules = { $n ->
    [one] { $n } other condition
   *[other] { $n } other conditions
  }
matching-held-own = Your credit code waits for the registrar; until it is confirmed you cannot offer.
matching-closes = Closes { $time }, { $left }
matching-for-me-title = Demands for us
matching-for-me-count = { $n } open demands in your fields, { $fit } of them fit
matching-for-me-none = No demand fits now
matching-for-me-none-hint = New demands appear here when they are published.
matching-all-demands = See all open demands
matching-no-fields = No field of service filled in yet
matching-no-fields-hint = Once it is, demands that fit stand here with their reasons.
matching-fill-profile = Fill in your fields
matching-not-open = This demand is closed; nobody can be invited any more.
    .remedy = After its deadline is extended you can invite again.
matching-not-social = Only social organizations can be invited.
    .remedy = Choose one from the list of matches.
matching-held = The credit code of this organization is to be confirmed; it cannot be invited.
    .remedy = It can be once the registrar has confirmed the code.
matching-unknown-organization = No social organization has the code { $code }.
    .remedy = Check the code, or choose one from the list of matches.
matching-invited-already = This organization was invited already.
    .remedy = Who is invited stands on the page of matches.
matching-reason-missing = It does not meet a condition: say why you invite it.
    .remedy = For instance: it has worked in this street for years and is updating its districts.
matching-reason-long = The reason has { $count } characters; { $limit } are the most.
    .remedy = Make it shorter.
inbox-invited = { $purchaser } invites you to offer for "{ $title }"; it closes { $closes }.

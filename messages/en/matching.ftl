match-why = Same field; { $n ->
    [one] { $n } similar project
   *[other] { $n } similar projects
  } in the last three years; serves { $district }.
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
match-credit-serious = on the serious-dishonesty list
match-credit-blacklisted = on the list of those barred from government procurement
match-credit-unknown = not yet checked
match-grade-excellent = excellent
match-grade-good = good
match-grade-fair = fair
match-grade-poor = poor
match-rule-registered = Registration
match-rule-certificate = Registration certificate
match-rule-field = Field of service
match-rule-district = District served
match-rule-registered-years = Years registered
match-rule-track-record = Similar projects
match-rule-unfulfilled = Contracts not fulfilled
match-rule-staff = Full-time staff
match-rule-seat = District of registration
match-rule-credit = Credit lists
match-rule-capacity = Number of people it can serve
match-rule-evaluation = Latest evaluation
match-rule-rating = Rating
match-verdict-pass = Met
match-verdict-warn = Note
match-verdict-fail = Not met
match-verdict-unknown = Unknown
match-source-registry = registration data
match-source-own-profile = filled in by the organization
match-source-track-record = track record on this platform
match-source-credit-lists = credit lists
match-source-evaluations = evaluation reports
match-line-registered-pass = Registered
match-line-registered-fail = The organization is { $value }
match-line-registered-unknown = The registration status is not recorded
match-line-certificate-pass = The registration certificate is valid until { $value }
match-line-certificate-warn = The registration certificate expires on { $value }, before the service ends
match-line-certificate-fail = The registration certificate expired on { $value }
match-line-certificate-unknown = The validity of the registration certificate is not filled in
match-line-field-pass = Its fields include { $wanted }
match-line-field-fail = Its fields do not include { $wanted }
match-line-field-unknown = Its fields are not filled in; the demand is for { $wanted }
match-line-district-pass = Serves { $wanted }
match-line-district-fail = Serves { $value }, not { $wanted }
match-line-district-unknown = The districts it serves are not filled in; the demand is in { $wanted }
match-line-registered-years-pass = Registered since { $value }: at least { $wanted ->
    [one] { $wanted } year
   *[other] { $wanted } years
  }
match-line-registered-years-fail = Registered since { $value }: less than { $wanted ->
    [one] { $wanted } year
   *[other] { $wanted } years
  }
match-line-registered-years-unknown = The date of registration is not filled in; at least { $wanted ->
    [one] { $wanted } year is
   *[other] { $wanted } years are
  } required
match-line-track-record-pass = Similar projects completed in the last three years: { $value }
match-line-track-record-fail = Similar projects completed in the last three years: { $value }; at least { $wanted } required
match-line-unfulfilled-warn = Contracts ended unfulfilled in three years: { $value }; it may still respond
match-line-staff-pass = Full-time staff: { $value }; at least { $wanted } required
match-line-staff-fail = Full-time staff: { $value }; at least { $wanted } required
match-line-staff-unknown = The number of full-time staff is not filled in; at least { $wanted } required
match-line-seat-pass = Registered in { $value }
match-line-seat-fail = Registered in { $value }; the demand is limited to { $wanted }
match-line-seat-unknown = The district of registration is not filled in; the demand is limited to { $wanted }
match-line-credit-pass = On no credit list
match-line-credit-warn = It is { $value }; it can still make an offer
match-line-credit-fail = It is { $value }
match-line-credit-unknown = The credit lists have not been checked yet
match-line-capacity-pass = Can serve { $value } more people; the demand is for { $wanted }
match-line-capacity-warn = Can serve { $value } more people; the demand is for { $wanted }; it can still make an offer
match-line-capacity-unknown = The number of people it can serve is not filled in; the demand is for { $wanted }
match-line-evaluation-pass = Latest project evaluation: { $value }
match-line-evaluation-warn = Latest project evaluation: { $value }; it can still make an offer
match-line-rating-pass = Rated { $value }, valid until { $wanted }
match-line-rating-warn = Rated { $value }, expires on { $wanted }; it can still make an offer
match-line-rating-unknown = Rated { $value }; the validity is not filled in
match-change-correct-registration = Ask the registration authority to correct the registration data
match-change-renew-certificate = Met once the registration certificate is renewed
match-change-update-fields = Compared again once the organization updates its fields
match-change-update-districts = Compared again once the organization updates the districts it serves
match-change-wait-for-years = Met once it has been registered long enough
match-change-record-projects = Compared again once completed similar projects are recorded
match-change-update-staff = Compared again once the organization updates its number of staff
match-change-ask-for-district-served = Compared again if the purchaser asks for the district served instead
match-change-check-credit = Known once the credit lists are checked
match-change-leave-list = Met once it is off the list
match-change-update-capacity = Compared again once the organization updates how many people it can serve
match-change-renew-rating = This note goes once the rating is renewed
rule-matching-similar-years = Years for which matching counts similar projects and evaluations

# The pages
matching-title = Organizations that fit
matching-only-unit = Only your unit sees this. Until the result is confirmed, only your unit and the organization you invite know of an invitation.
matching-box-title = Does it fit your organization?
matching-seen-by = Only { $name } sees this. Matching helps you find; it plays no part in the review.
matching-fits = Fits
matching-fits-not = Does not fit fully
matching-summary = { $verdict }: { $parts }
matching-comma = {", "}
matching-sum-pass = { $n } met
matching-sum-warn = { $n ->
    [one] { $n } note
   *[other] { $n } notes
  }
matching-sum-fail = { $n } not met
matching-sum-unknown = { $n } unknown
matching-source-of = { $source }, { $day }
matching-source-change = { $source }. { $change }
matching-funnel-title = How many organizations each condition leaves
matching-funnel-all = { $n } registered
matching-funnel-step = { $n } meet “{ $rule }”
matching-narrowest = “{ $rule }” excludes the most organizations. Without it, { $n } would fit.
matching-tab-fitting = { $n } fit
matching-tab-others = { $n } do not fit fully
matching-none = There are no organizations here
matching-none-hint = See the other list, or relax the conditions of the demand.
matching-invited-title = Invited
matching-invited-count = { $n } in all
matching-invited-secret = An invitation gives no advantage; other organizations can make offers just the same.
matching-invited-on = Invited on { $time }
matching-invited-own = The purchaser invited your organization to make an offer on { $time }. Whether you do is up to you.
matching-reason = Reason for the invitation
matching-reason-hint = The organization does not meet every condition. Say why you invite it, in at most 200 characters.
matching-reason-given = Reason: { $reason }
matching-act-invite = Invite
matching-other-rules = { $n ->
    [one] { $n } other condition
   *[other] { $n } other conditions
  }
matching-held-own = The registration authority has yet to confirm your credit code; until then you cannot make an offer.
matching-closes = Closes { $time }, { $left }
matching-for-me-title = Demands that fit your organization
matching-for-me-count = { $n } demands in your fields are open for offers; { $fit } of them fit
matching-for-me-none = No demand fits you right now
matching-for-me-none-hint = New demands appear here when they are published.
matching-all-demands = See all open demands
matching-no-fields = You have not filled in your fields of service yet
matching-no-fields-hint = Once you have, the demands that fit you are listed here with the reasons.
matching-fill-profile = Fill in your fields of service
matching-not-open = This demand has closed; you can no longer invite anyone.
    .remedy = You can invite again if the deadline is extended.
matching-not-social = You can invite only social organizations.
    .remedy = Choose one from the list of matches.
matching-held = The credit code of this organization is not confirmed yet, so you cannot invite it.
    .remedy = You can invite it once the registration authority has confirmed the code.
matching-unknown-organization = No social organization has the credit code { $code }.
    .remedy = Check the code, or choose one from the list of matches.
matching-invited-already = This organization has already been invited.
    .remedy = The matches page lists the organizations you have invited.
matching-reason-missing = The organization does not meet every condition; say why you invite it.
    .remedy = For example: it has served this sub-district for years and is updating its districts.
matching-reason-long = The reason has { $count } characters; the limit is { $limit }.
    .remedy = Make it shorter.
inbox-invited = { $purchaser } invites your organization to make an offer for “{ $title }”; offers close { $closes }.

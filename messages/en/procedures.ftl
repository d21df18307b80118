procedure-state-published = Open for offers
procedure-state-closed = Closed
procedure-state-shortlisted = Under review
procedure-state-reviewed = Review completed
procedure-state-publicity = In publicity
procedure-state-confirmed = Chosen
procedure-state-contracted = Contracted
procedure-state-no-response = No result
procedure-state-cancelled = Terminated
procedure-event-close = close it
procedure-event-extend = extend the deadline
procedure-event-shortlist = check the qualifications
procedure-event-review = complete the review
procedure-event-publicise = publicise the result
procedure-event-reopen = review again
procedure-event-confirm = confirm the result
procedure-event-contract = sign the contract
procedure-event-end-without = terminate it
procedure-event-cancel = cancel it
profile-below-threshold = Below the procurement threshold
procedures-deadline-runs = The deadline has not passed yet.
    .remedy = Come back after the deadline.
procedures-too-few = Offers that met the conditions at the deadline: { $n }; at least { $least } are needed.
    .remedy = First extend the deadline once.
procedures-only-one = After the extension there is only one offer.
    .remedy = You may negotiate with this organization; give your reason.
procedures-none-offered = After the extension there are no offers.
    .remedy = Terminate this purchase.
procedures-enough-offered = There are { $n } offers, at least the { $least } needed, so no extension is needed.
    .remedy = Check the qualifications and start the review.
procedures-extended-already = The deadline has already been extended once.
    .remedy = Continue with the offers you have, or terminate this purchase.
procedures-unsigned = { $n ->
    [one] { $n } reviewer has not signed yet.
   *[other] { $n } reviewers have not signed yet.
  }
    .remedy = Continue when all have signed.
procedures-reason-missing = No reason was given.
    .remedy = Give a reason; it will be published.
procedures-not-confirmable = The publicity is not over, or an objection has not been answered.
    .remedy = Confirm when the publicity is over and every objection is answered.
procedures-out-of-order = The purchase is “{ $state }” now. You cannot { $event }.
    .remedy = Reload the page to see what you can do now.
procedures-closes-too-soon = { $days ->
    [one] Offers are open for only { $days } working day; at least { $least } are needed.
   *[other] Offers are open for only { $days } working days; at least { $least } are needed.
  }
    .remedy = If it is published on { $published }, offers can close on { $earliest } at the earliest.
procedures-closes-on-rest-day = The closing day, { $day }, is a rest day.
    .remedy = Move it to { $next }.
procedures-review-before-close = The review on { $review } is not after the closing day, { $closes }.
    .remedy = Move it to { $earliest } or later.
rule-procedures-publication-min = Minimum time for offers
rule-procedures-extension = Length of the extension
rule-procedures-regular-offers-min = Minimum number of offers for a regular review
rule-procedures-publicity-min = Minimum publicity of a result
rule-procedures-confirm-within = Time to confirm a result after its publicity
procedures-confirm-reading = The last day of the publicity is not counted; up to the last day a confirmation is not late.
inbox-demand-closed = Offers closed; please check the qualifications: { $title }

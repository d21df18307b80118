tie-key-lower-price = The lower price is first
tie-key-better-technical = The better technical score is first
last-resort-approver-reason = The approver chooses, for a published reason
last-resort-draw = A draw decides
objection-filed = Waiting for an answer
objection-rejected = Not well founded
objection-upheld = Well founded
objection-withdrawn = Withdrawn
objection-event-reject = Answer: not well founded
objection-event-uphold = Answer: well founded
objection-event-withdraw = Take the objection back
consequence-review-again = All offers are reviewed again
consequence-next-candidate = The next candidate takes its place
award-reason-chosen = Score { $total }, place { $place }: chosen.
award-reason-chosen-among-equals = Score { $total }, equal in place { $place }: chosen. Reason: { $why }
award-reason-lower-total = Score { $total }, place { $place }: { $gap } points below the chosen offer.
award-reason-higher-price = Score { $total }, like the chosen offer; the price is { $gap } higher, place { $place }.
award-reason-lower-technical = Score { $total } and price like the chosen offer; technical score { $gap } lower, place { $place }.
award-reason-equal-not-chosen = Score { $total }, equal in place { $place }, not chosen. The approver’s reason: { $why }
awards-no-final-price = There is no price to compute points from.
    .remedy = Check the final prices first.
awards-price-not-positive = A price is not above zero; points cannot be computed.
    .remedy = Check the final prices first.
awards-no-offers = There is no offer to choose.
    .remedy = End this purchase and publish the demand again.
awards-tie-open = { $n } offers have the same score and price; none is chosen yet.
    .remedy = The approver chooses one for a reason that is published with the result.
awards-no-tie = There is no tie to decide.
    .remedy = The first place is chosen.
awards-not-tied = This offer is not among those in first place.
    .remedy = Choose one of the offers in first place.
awards-tie-needs-reason = There is no reason for the choice.
    .remedy = Write the reason; it is published with the result.
awards-publicity-too-short = A result is publicised for at least { $least } working days; the last day is { $last } at the earliest.
    .remedy = Change the last day to { $last }.
awards-publicity-runs = The result is still in publicity; the last day is { $last }.
    .remedy = Confirm it when the publicity is over.
awards-objection-open = { $n ->
    [one] { $n } objection waits
   *[other] { $n } objections wait
  } for an answer; the result cannot be confirmed.
    .remedy = Answer the objections first.
awards-objection-upheld = { $n ->
    [one] { $n } objection was
   *[other] { $n } objections were
  } well founded; this result cannot be confirmed.
    .remedy = Withdraw it, review again or take the next candidate, and publicise anew.
awards-no-objection-upheld = No objection was well founded; the result stays.
    .remedy = Answer the objections first.
awards-no-next-candidate = There is no next candidate.
    .remedy = Review again, or end this purchase.
awards-objection-late = The publicity is over; its last day was { $last }. No objection can be filed.
    .remedy = You may call the service telephone.
awards-objection-without-grounds = The objection has no grounds.
    .remedy = Write what is wrong, and on what you rely.
awards-answer-without-reason = The answer has no reasons.
    .remedy = Write the facts you found and your reasons.
awards-objection-out-of-order = The objection is “{ $state }”; this cannot be done now: { $event }.
    .remedy = Reload the page to see how it stands.
rule-awards-answer-aim = Working days in which an objection should be answered
rule-awards-answer-max = Working days after which an answer to an objection is late

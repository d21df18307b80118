member-representative = Purchaser’s representative
member-outside = Outside reviewer
conflict-c1 = In the three years before the review, did you work for any of these organizations?
conflict-c2 = In the three years before the review, were you a board member, director or supervisor of any of them?
conflict-c3 = In the three years before the review, did you control any of them, or were you its sponsor?
conflict-c4 = Are you the spouse or a close relative of the person in charge of any of them?
conflict-c5 = Do you have any other relationship with any of them that could affect a fair review?
seat-named = Named, not yet declared
seat-declared = Declared, no conflict of interest
seat-seated = Reviewing
seat-signed = Signed
seat-replaced = Replaced
seat-event-declare = declare conflicts of interest
seat-event-seat = begin the review
seat-event-sign = sign the score sheet
seat-event-recuse = leave the review
seat-event-replace = replace the reviewer
panels-too-few = { $named ->
    [one] { $named } reviewer is named; at least { $least } are needed.
   *[other] { $named } reviewers are named; at least { $least } are needed.
  }
    .remedy = Name more reviewers.
panels-too-many = { $named } reviewers are named; at most { $most } are allowed.
    .remedy = Name fewer, but still an odd number.
panels-even = { $named } reviewers are named; there must be an odd number.
    .remedy = Add or remove one.
panels-too-few-experts = { $experts ->
    [one] Of the { $named } reviewers, { $experts } comes from outside; at least { $needed } must.
   *[other] Of the { $named } reviewers, { $experts } come from outside; at least { $needed } must.
  }
    .remedy = Replace people from your unit with outside reviewers.
panels-named-twice = You have named the same person twice.
    .remedy = Choose someone else.
panels-outsider-from-unit = A person from your unit cannot be an outside reviewer.
    .remedy = Choose someone from outside, or make this person the purchaser’s representative.
panels-answer-missing = Not answered yet: { $question }
    .remedy = Answer every question with yes or no.
panels-worked-for-bidder = This person worked for or held office in an organization that made an offer, within { $years ->
    [one] { $years } year
   *[other] { $years } years
  } before the review, and must leave the review.
    .remedy = The approver replaces this reviewer.
panels-panel-incomplete = Some reviewers have not declared, or their number does not follow the rules.
    .remedy = Wait until all have declared, or replace a reviewer.
panels-sheet-incomplete = The score sheet is not complete, so you cannot sign it.
    .remedy = Add the scores and reasons marked on the sheet.
panels-not-all-signed = { $left ->
    [one] Of the { $size } reviewers, { $left } has not signed yet.
   *[other] Of the { $size } reviewers, { $left } have not signed yet.
  }
    .remedy = The scores are added up once all have signed.
panels-seat-out-of-order = The seat is “{ $state }”. You cannot do this now: { $event }.
    .remedy = Reload the page to see where it stands.
panels-score-missing = “{ $item }” of { $bidder } has not been scored.
    .remedy = Enter a score from 0 to { $max }.
panels-score-out-of-range = “{ $item }” of { $bidder } has { $points } points; it must be between 0 and { $max }.
    .remedy = Change it to a score from 0 to { $max }.
panels-scored-twice = “{ $item }” of { $bidder } (maximum { $max }) has two scores.
    .remedy = Keep only one.
panels-reason-missing = “{ $item }” of { $bidder } has { $points } of { $max } points; give a reason.
    .remedy = Full points, or less than { $below } of them, need a reason. It is published with the review report.
panels-no-sheets = There are no score sheets to add up yet.
    .remedy = Wait for the reviewers to sign.
rule-panels-least = Minimum number of reviewers below the threshold (odd)
rule-panels-most = Maximum number of reviewers below the threshold (odd)
rule-panels-expert-share = Minimum share of outside reviewers below the threshold
rule-panels-tender-least = Minimum size of the bid evaluation committee in an open tender (odd)
rule-panels-tender-large-from = Budget from which an open tender needs a larger bid evaluation committee
rule-panels-tender-large-least = Minimum size of the bid evaluation committee in a large open tender (odd)
rule-panels-consultation-least = Minimum size of the consultation panel (odd)
rule-panels-tender-expert-share = Minimum share of review experts in an open tender
rule-panels-consultation-expert-share = Minimum share of review experts in a competitive consultation
rule-panels-conflict-years = Years for which earlier employment or office is a conflict of interest
rule-panels-reason-below = Share of full points below which a score needs a reason
panels-not-as-published = The notice says { $published } reviewers; { $named } are named now.
    .remedy = Name { $published } reviewers.
panels-not-a-reviewer = This person does not have the reviewer role needed here.
    .remedy = Choose from the list.
panels-left-review = This person has left this review and cannot be named again.
    .remedy = Choose someone else.
panels-naming-closed = The review is over, so you can no longer name reviewers.
    .remedy = Reload the page to see where it stands.
panels-seat-empty = No one has been chosen for this seat.
    .remedy = Choose from the list.
panels-not-yet = The qualifications have not been checked, so you do not need to declare yet.
    .remedy = You will be told once the purchaser has checked them.
panels-not-seated = You cannot score until all reviewers have declared.
    .remedy = Wait for the other reviewers.
panels-signed-already = You have signed the score sheet; it cannot be changed.
    .remedy = If there is a serious mistake, contact the purchaser.
panels-score-unreadable = “{ $item }” of { $bidder } says “{ $typed }”, which cannot be read as a score.
    .remedy = Enter a number from 0 to { $max }.
panels-score-too-fine = “{ $item }” of { $bidder } says “{ $typed }”; a score has at most two decimals.
    .remedy = Enter a number from 0 to { $max } with at most two decimals.
panels-name-title = Name the reviewers
panels-name-lead = The notice says { $n } reviewers: one representative of the purchaser and { $outside } from outside.
panels-only-approver = Only your unit’s approver can see this
panels-review-on = Day of the review
panels-incomplete = Seats open
panels-complete = All seats filled
panels-secret = Secret
panels-secret-now = Only your unit’s approver and the people named know who the reviewers are.
panels-secret-then = The names are published once the result is confirmed.
panels-gap = A reviewer has left. Choose someone else for the empty seat. Seats that have declared stay as they are.
panels-seats = Seats (round { $round })
panels-named-at = Named { $time }
panels-name = Choose
panels-outside-nth = Outside reviewer { $n }
panels-choose = Please choose
panels-together-legend = The same batch
panels-together = { $n ->
    [one] The same people also review { $n } other demand of the batch
   *[other] The same people also review { $n } other demands of the batch
  }
panels-name-text = Each reviewer is told. Before seeing any offer, each answers the five conflict questions.
panels-name-act = Name and tell the reviewers
panels-review = Review
panels-over = { $member } { $name } · names are secret until the result is confirmed
panels-score-title = Score { $n } offers
panels-signed-title = Your score sheet is signed
panels-declare-title = Declare conflicts of interest
panels-wait-offers = You will be asked to declare conflicts of interest once the purchaser has checked the qualifications. You have nothing to do now.
panels-wait-others = { $n ->
    [one] You have declared. { $n } other reviewer has not. The review begins when all have declared.
   *[other] You have declared. { $n } other reviewers have not. The review begins when all have declared.
  }
panels-replaced = You have left this review, and the approver names someone else. Your declaration is on record.
panels-not-shown = Not public
panels-not-shown-now = Until you declare, you see only which organizations take part, not their offers.
panels-not-shown-then = Once all reviewers have declared, the offers open to all of you at the same time.
panels-bidders = Organizations in this review
panels-questions = Five questions
panels-yes = Yes
panels-no = No
panels-declare-text = If you answer “yes” to any question, someone else reviews in your place. You will not be asked why.
panels-declare = Confirm my declaration
panels-declare-together = { $n ->
    [one] These answers also apply to { $n } other demand of the batch
   *[other] These answers also apply to { $n } other demands of the batch
  }
panels-recuse-title = I have an interest in one of the organizations
panels-recuse-text = If you leave, your scores do not count, and the approver names someone else.
panels-recuse = Leave this review
panels-sheet = Score sheet
panels-sheet-caption = Score each organization on each criterion
panels-sheet-next = Complete the score sheet, then sign it to lock it
panels-sheet-text = Before you sign, nobody else can see your scores. After you sign, they cannot be changed.
panels-reasons = Reasons
panels-reason-label = Reason: { $bidder }, { $item }, { $points } points
panels-what-is-wanted = What the demand asks for: outputs, standards and budget
panels-reason-hint = Full points and very low scores need a reason. It is published with the review report.
panels-interval-sep = {"; "}
panels-save = Save
panels-save-check = Save and check
panels-back = Back to the score sheet
panels-sign-title = Sign the score sheet
panels-against = { $n ->
    [one] { $n } thing to complete before you can sign
   *[other] { $n } things to complete before you can sign
  }
panels-sign-text = After you sign, scores and reasons cannot be changed. The review ends when the last reviewer signs.
panels-sign = Sign the score sheet
panels-signed-at = You signed at { $time }. The scores can no longer be changed.
inbox-seat-named = You have been named as a reviewer; please keep this secret: { $title }
inbox-declare-conflicts = Please declare any conflicts of interest: { $title }
inbox-review-open = All reviewers have declared; you can score now: { $title }
inbox-reviewer-conflicted = A reviewer has left; please name someone else: { $title }
inbox-all-signed = All reviewers have signed; you can publicise the result: { $title }
workbench-declare-conflicts = Declare conflicts of interest: { $title }
workbench-score-offers = Score and sign: { $title }
workbench-name-reviewers = Name the reviewers: { $title }

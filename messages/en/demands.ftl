demand-state-draft = Draft
demand-state-under-review = Awaiting approval
demand-state-approved = Approved
demand-state-in-procurement = In procurement
demand-state-contracted = Contracted
demand-state-lapsed = Terminated without result
demand-state-cancelled = Cancelled
demand-event-submit = send it for approval
demand-event-return = return it
demand-event-approve = approve it
demand-event-publish = publish it
demand-event-contract = sign a contract for it
demand-event-lapse = let it lapse
demand-event-cancel = cancel it
stage-open = Open for offers
stage-review = Under review
stage-publicity = In publicity
stage-chosen = Chosen
stage-contracted = Contracted
stage-lapsed = Terminated without result
stage-cancelled = Terminated
task-need = What problem to solve
task-need-lead = Say what the problem is, not how to solve it.
task-recipients = Who is served
task-recipients-lead = With the number and the place, organizations can judge how much work it is.
task-outputs = Outputs and standards
task-outputs-lead = Give each output a quantity, a unit and a standard. Empty rows are not saved.
task-budget = Budget, with the management fee
task-budget-lead = One kind of cost on each line. The provider’s management fee needs a line of its own.
task-period = Dates
task-period-lead = Offers must stay open for at least 5 working days after publication.
task-conditions = Conditions
task-conditions-lead = The more conditions you set, the fewer organizations can make an offer. You may leave all of them empty.
task-review = How offers are reviewed
task-review-lead = The points must add up to 100. There is no price formula.
task-acceptance = Acceptance and payment
task-acceptance-lead = Say how you accept the work, in how many instalments you pay, and when it is due.
milestone-kind-start = Start
milestone-kind-mid-term = Mid-term
milestone-kind-other = Stage
milestone-kind-final = Final
demands-field-title = Title
    .hint = For example: home visits to old people who live alone
demands-field-field = Field of service
demands-field-subject = What kind of thing you buy
    .hint = You can buy only public services and auxiliary services
demands-field-problem = Problem to be solved
demands-field-recipients = Recipients
demands-field-recipients-number = Number of recipients
demands-field-place = Place of service
demands-field-district = District
demands-field-outputs-name = Output
demands-field-outputs-quantity = Quantity
demands-field-outputs-measure = Unit
demands-field-outputs-standard = Standard
    .hint = Something that can be checked, such as at least once a week for each person
demands-field-lines-kind = Kind of cost
demands-field-lines-name = What the cost is for
demands-field-lines-amount = Ceiling amount
demands-field-closes-on = Offers close on (at 17:00)
demands-field-review-on = Day of the review
demands-field-starts-on = Service starts on
demands-field-ends-on = Service ends on
demands-field-long-funded = The funds are secured
demands-field-long-fixed = The content of the service is fairly fixed
demands-field-long-continuous = The service must run continuously
demands-field-long-stable = Prices change little
demands-field-years = Minimum years since registration
demands-field-similar = Similar projects in the last three years
demands-field-staff = Full-time staff
demands-field-local = Only organizations registered in this district
demands-field-criteria-fit = Points for fit with the need
demands-field-criteria-feasibility = Points for feasibility
demands-field-criteria-budget = Points for a reasonable budget
demands-field-criteria-capacity = Points for professional capacity
demands-field-reviewers = Number of reviewers
demands-field-acceptance = How you accept the work
demands-field-opinions-least = Minimum number of recipients to ask
    .hint = For a public service, you must ask the recipients
demands-field-pay-signing = Paid after the contract is signed (%)
demands-field-pay-mid-term = Paid after the mid-term acceptance (%)
demands-field-pay-final = Paid after the final acceptance and the evaluation (%)
demands-field-milestones-kind = Stage
demands-field-milestones-name = Name of the milestone
demands-field-milestones-due-on = Due on
demands-part-outputs = outputs
demands-part-lines = budget lines
demands-part-milestones = milestones
demands-row-outputs = Output { $n }
demands-row-lines = Budget line { $n }
demands-row-milestones = Milestone { $n }
demands-not-ready = { $n ->
    [one] { $n } thing would still be refused.
   *[other] { $n } things would still be refused.
  }
    .remedy = Fix these first.
demands-reason-missing = No reason was given.
    .remedy = Give a reason; the other side will see it.
demands-out-of-order = The demand is “{ $state }” now. You cannot { $event }.
    .remedy = Reload the page to see what you can do now.
demands-not-a-draft = This demand has been sent for approval and cannot be changed.
    .remedy = If it needs changes, ask the approver to return it.
demands-minutes-missing = The batch has no minutes number.
    .remedy = Enter the number of the minutes of the meeting that decided on it.
demands-published-already = This demand has already been published.
    .remedy = You can cancel the purchase on its own page.
demands-batch-title-missing = The batch has no name.
    .remedy = Give it a name, such as “First batch of 2025”.
demands-batch-left-drafts = This batch has been sent for approval; you cannot add to it.
    .remedy = Start another batch.
demands-too-long = “{ $field }” has { $length } characters; the limit is { $most }.
    .remedy = Shorten it.
demands-missing = “{ $field }” is missing.
    .remedy = Fill it in.
demands-not-a-number = “{ $field }” says “{ $typed }”; it must be a whole number from { $least } to { $most }.
    .remedy = Enter a number.
demands-not-a-day = “{ $field }” says “{ $typed }”; there is no such day.
    .remedy = Check the year, month and day.
demands-day-unreadable = “{ $field }” says “{ $typed }”, which cannot be read as a date.
    .remedy = Include the year, for example 2025-03-12.
demands-amount-zero = The amount on this line is zero.
    .remedy = Enter an amount, or clear the line.
demands-amount-too-fine = “{ $typed }” is smaller than one fen.
    .remedy = Use at most two decimals.
demands-amount-too-large = “{ $typed }” is too large.
    .remedy = Check whether you mean yuan or ten thousand yuan.
demands-not-an-amount = “{ $typed }” is not an amount.
    .remedy = Enter 480000, 480,000 or 48万.
demands-at-threshold = The budget of { $budget } reaches the procurement threshold of { $limit }.
    .remedy = At or above the threshold, government procurement procedures apply. This platform does not handle them yet.
demands-ends-before-start = The service ends on { $ends }, before it starts on { $starts }.
    .remedy = Correct the dates.
demands-starts-before-close = The service starts on { $starts }, which is not after offers close on { $closes }.
    .remedy = Move it to { $earliest } or later.
demands-term-unusual = The service period is longer than { $most ->
    [one] { $most } month
   *[other] { $most } months
  }.
    .remedy = End it by { $latest }. A longer period needs all four conditions.
demands-term-too-long = The service period is longer than { $most ->
    [one] { $most } month
   *[other] { $most } months
  }.
    .remedy = End it by { $latest }.
demands-criteria-not-100 = The criteria add up to { $sum } points, not 100.
    .remedy = The difference is { $missing } points; add or take away.
demands-shares-not-100 = The instalments add up to { $sum }, not 100%.
    .remedy = Adjust the shares of the instalments.
demands-no-mid-term = There is a mid-term payment but no mid-term milestone.
    .remedy = Add a mid-term milestone, or drop the mid-term payment.
demands-no-final-share = No payment is held back until after acceptance and evaluation.
    .remedy = Keep a final instalment.
demands-one-final = { $n ->
    [one] There is { $n } final milestone; there must be exactly one, and it must come last.
   *[other] There are { $n } final milestones; there must be exactly one, and it must come last.
  }
    .remedy = Make only the last milestone the final one.
demands-milestone-outside = “{ $name }” falls outside the service period.
    .remedy = Choose a day from { $starts } to { $ends }.
demands-milestones-unordered = The milestones are not in date order.
    .remedy = Put them in date order.
demands-no-opinions = This is a public service, but its acceptance does not ask the recipients.
    .remedy = Say how many recipients you will ask, at least.
demands-opinions-above-recipients = You plan to ask more people than the { $n } recipients.
    .remedy = Lower the number.
demands-like-purchases-sum = Similar purchases by your unit this year add up to { $sum }, which reaches the threshold of { $limit }.
    .remedy = The other similar purchases are { $others }. Check whether they belong in one purchase.
demands-local-only = “Only organizations registered in this district” excludes others that can serve the district.
    .remedy = Serving the district is already a condition, so the service will be local.
demands-many-similar = You require { $n } similar projects; as a rule, no more than { $most } should be required.
    .remedy = Ask for fewer, so that new organizations have a chance.
demands-vague = The standard of “{ $name }” says “{ $word }” but gives no quantity.
    .remedy = Say how it will be measured.
demands-review-on-rest-day = The review is on { $day }, a rest day.
    .remedy = Agree it with the reviewers, or move it to a working day.
demands-fine-subject = This may be bought
demands-fine-threshold = The budget is below the procurement threshold
demands-fine-management = The management fee has its own line
demands-fine-term = The service period is within the rules
demands-fine-criteria = The criteria add up to 100 points
demands-fine-schedule = The instalments add up to 100%
demands-fine-milestones = The milestones fall within the service period
demands-fine-opinions = Recipients are asked at acceptance
demands-fine-dates = The intervals between publication, deadline and review follow the rules
demands-fine-reviewers = The number of reviewers follows the rules
demands-list-title = Demands
demands-list-lead = Services that public bodies want to buy.
demands-list-count = { $n } in all, total budget { $sum }
demands-list-empty = No demand meets every filter
demands-list-empty-hint = Remove a filter and try again.
demands-any = All
demands-filter = Filter demands
demands-filter-words = Title or number
demands-filter-field = Field
demands-filter-district = District
demands-filter-stage = Stage
demands-closes = Closes { $time }
demands-closed = Closed { $time }
demands-late-by = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
  }
demands-late-since = due { $day }
demands-body-role = { $body } ({ $role })
demands-sentence-gap = { " " }
demands-drafted-by = Drafted by
demands-milestones = Milestones
demands-milestone-on = { $name }, { $day }
demands-opinions = Asking the recipients
demands-opinions-n = At least { $n } people
demands-saved-total = Saved total: { $total }
demands-to-review = Review the draft
demands-published-on = Published { $day }
demands-unit = demands
demands-by-field = By field
demand-order-newest = Newest first
demand-order-deadline = Next deadline first
demand-order-budget = Largest budget first
demands-months-finding = { $n } published in 12 months, most in { $month }: { $most }
demands-clock = Time left
demands-road = Stages
demands-facts = Key facts
demands-step-approval = Approval
demands-step-publication = Publication
demands-step-offers = Offers
demands-step-review = Review
demands-step-publicity = Publicity
demands-step-confirmation = Confirmation
demands-next-submit-bid = Social organizations submit offers
demands-next-shortlist = Check qualifications and start the review
demands-next-sign-scores = Reviewers score independently
demands-next-publicize-result = Publicise the result
demands-next-confirm-result = Confirm the result after the publicity
demands-next-draft-contract = Draft and sign the contract
demands-next-until = { $who } acts next, by { $time }.
demands-next-open = { $who } acts next.
demands-closed-until = Before the deadline nobody, not even the purchaser, can read an offer or know how many there are.
demands-publication-reading = The day of publication does not count; offers close at 17:00 on the last day.
demands-ended-lapsed = No organization was chosen: { $reason }
demands-ended-cancelled = The purchaser cancelled this purchase: { $reason }
demands-ended-contracted = The contract has been signed.
demands-wanted = What is needed
demands-outputs = Outputs and standards
demands-budget-lines = Budget lines
demands-amount-yuan = Ceiling (CNY)
demands-total = Total
demands-judged = How offers are reviewed
demands-judged-how = { $n } reviewers score independently and their scores are averaged; { $outside } of them come from outside the unit. There is no price formula.
demands-points = points
demands-documents = Notices
demands-share-on = { $on }: { $share }
demands-comma = ,{ " " }
demands-condition-years = { $n ->
    [one] registered for at least { $n } year
   *[other] registered for at least { $n } years
  }
demands-condition-similar = { $n ->
    [one] { $n } similar project in the last three years
   *[other] { $n } similar projects in the last three years
  }
demands-condition-staff = { $n } full-time staff
demands-condition-local = registered in this district
demands-condition-none = No special conditions
demands-budget = Budget
demands-period = Service period
demands-served = Recipients
demands-served-n = { $who }: { $n } people, { $place }
demands-conditions = Conditions
demands-payment = Payment
demands-acceptance = Acceptance
demands-like = Similar purchases this year
demands-like-note-ended = Same unit, same field; this one was terminated and does not count
demands-like-note = Same unit, same field, this one included
demands-budget-unfilled = Budget not filled in
demands-ocid = Open contracting ID (OCID)
demands-batch = Batch
demands-receipt-title = Publication receipt
demands-receipt-what = The demand is published
demands-receipt-next = Offers close { $time }; nobody can read them before then.
demands-receipt-invite = You can now invite social organizations that fit.
demands-receipt-invite-act = See who fits
demands-receipt-see = See the demand
demands-receipt-notice = See the notice
demands-new-title = Post a new demand
demands-new-lead = Choose a template, or start from an earlier demand.
demands-new-templates = Templates
demands-new-use = Use this template 
demands-new-blank = Blank demand
demands-new-blank-text = Use this when no template fits.
demands-new-blank-act = Start from blank
demands-new-earlier = Copy a demand of your unit
demands-new-copy = Copy 
demands-drafts-title = Draft demands of your unit
demands-drafts-lead = Only your unit can see them.
demands-drafts-empty = No drafts yet
demands-drafts-empty-hint = Start from a template; it usually takes ten minutes.
demands-untitled = Untitled demand
demands-saved-by = Saved { $time } by { $who }
demands-against = { $n ->
    [one] { $n } thing to fix
   *[other] { $n } things to fix
  }
demands-to-check = Check before publication
demands-returned-because = Returned: { $reason }
demands-tasks = To fill in
demands-tasks-done = { $n } of { $of } done
demands-batch-new = Publish several demands together
demands-batch-title = Name of the batch
demands-batch-hint = One approval, one notice, one review, one publicity
demands-batch-begin = Create a batch
demands-batch-add = Add a demand
demands-batch-check = Check and process the whole batch
demands-batch-holds = { $n ->
    [one] { $n } demand so far
   *[other] { $n } demands so far
  }
demands-batch-begun = created { $time }
demands-batch-empty = There are no demands in this batch yet
demands-save-next = Save and continue
demands-save-list = Save and return
demands-leave = Return without saving
demands-choose = Please choose
demands-long-title = If the service period is longer than one year
demands-long-text = If all four hold, it can be up to three years.
demands-criteria = Review criteria
demands-reviewers-n = { $n ->
    [one] { $n } reviewer
   *[other] { $n } reviewers
  }
demands-conflict = { $who } saved this page at { $time }. What you entered is below; saving again replaces what they saved.
demands-conflict-theirs = See what they saved (new window)
demands-check-title = Check before publication
demands-approve-title = Approve the demand
demands-check-refused = Would be refused
demands-check-refused-unit = { $n ->
    [one] thing
   *[other] things
}
demands-check-think = Worth a second thought
demands-check-think-unit = { $n ->
    [one] thing
   *[other] things
}
demands-check-fine = No problems
demands-check-fine-unit = { $n ->
    [one] thing
   *[other] things
}
demands-check-fix = Fix it
demands-check-qualify = How many organizations qualify
demands-check-qualify-text = Of all registered social organizations, by the conditions in this draft
demands-check-qualify-later = Shown once the draft is complete.
demands-dates = Dates
demands-act = Next step
demands-otherwise = Other actions
demands-submit = Send for approval
demands-submit-batch = Send the whole batch for approval
demands-submit-text = Another colleague approves it; nobody approves their own draft.
demands-approve = Approve this demand
demands-approve-batch = Approve the whole batch
demands-approve-text = After approval the content is fixed, and the officer publishes it.
demands-mates = Others of this batch
demands-mate-refused = { $n ->
    [one] { $n } thing would be refused
   *[other] { $n } things would be refused
}
demands-mate-against = { $n ->
    [one] “{ $title }” of this batch: { $n } thing would be refused.
   *[other] “{ $title }” of this batch: { $n } things would be refused.
}
demands-stale-return = It cannot be approved or published now. Return it to the drafter; the reason below says what to change.
demands-stale-ask = It cannot be published now. Ask the approver to return it, change it and send it for approval again.
demands-minutes = Number of the meeting minutes
demands-minutes-hint = Fill this in if the matter was decided collectively
demands-publish = Publish the demand
demands-publish-batch = Publish the whole batch
demands-publish-text = Once published, everyone can see it, it has a number, and it cannot be changed.
demands-reason = Reason
demands-reason-hint = The officer will see it
demands-return = Return it for changes
demands-cancel = Cancel the demand
demands-act-offer = Start an offer
demands-act-own-offer = See your organization’s offer
demands-act-review = Go to the review
demands-act-offers = See and process the offers
demands-act-panel = Name the reviewers
demands-act-matches = See who fits
demands-act-result = See the result
demands-act-award = See the result of the review
demands-act-see-contract = See contract { $number }
demands-act-cancel = Cancel this purchase
demands-act-contract = Draft the contract
rule-demands-procurement-threshold = Procurement threshold (services)
rule-demands-like-purchases = Warning level for the sum of similar purchases
rule-demands-term-usual = Usual maximum contract period
rule-demands-term-longest = Maximum contract period under the four conditions
rule-demands-similar-contracts-max = Maximum number of similar contracts that may be required
district-310101 = Huangpu
district-310104 = Xuhui
district-310105 = Changning
district-310106 = Jing’an
district-310107 = Putuo
district-310109 = Hongkou
district-310110 = Yangpu
district-310112 = Minhang
district-310113 = Baoshan
district-310114 = Jiading
district-310115 = Pudong
district-310116 = Jinshan
district-310117 = Songjiang
district-310118 = Qingpu
district-310120 = Fengxian
district-310151 = Chongming
inbox-demand-submitted = Waiting for your approval: { $title }
inbox-demand-approved = Approved and ready to publish: { $title }
inbox-demand-returned = Returned: { $title }
inbox-demand-cancelled = Cancelled: { $title }
demands-head-number = Number
demands-head-title = Title
demands-head-purchaser = Purchaser
demands-head-field = Field
demands-head-district = District
demands-head-budget = Budget (CNY)
demands-head-stage = Stage
demands-head-published = Published
demands-head-closes = Closes
demands-missing-in-row = Row { $row }: “{ $field }” is missing.
    .remedy = Fill it in, or clear the row.

unit-quantity = { $n } { $measure }
unit-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
  }
unit-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
unit-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
  }
unit-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
  }
day-made-up = working day
day-holiday = holiday
day-provisional = { $day } (provisional)
day-weekday-1 = Mon
day-weekday-2 = Tue
day-weekday-3 = Wed
day-weekday-4 = Thu
day-weekday-5 = Fri
day-weekday-6 = Sat
day-weekday-7 = Sun
role-public = The public
role-pur-officer = Purchasing officer
role-pur-approver = Purchasing approver
role-pur-reviewer = Purchasing reviewer
role-panel-pur = Purchaser’s representative
role-panel-expert = Outside reviewer
role-so-admin = Social organization’s clerk
role-so-legal = Social organization’s legal representative
role-agency-lead = Lead evaluator
role-agency-member = Evaluator
role-registrar = Registration authority
role-auditor = Auditor
role-operator = Platform operator

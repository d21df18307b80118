frame-name = Gongxu
frame-subject = Government purchase of services
frame-skip = Skip to the content
frame-search = Search
frame-search-all = Whole site
frame-search-label = Search demands, organizations, contracts or numbers
frame-search-hint = Demand, organization, contract or number
frame-settings = Display
frame-other-language = 中文
frame-size-elder = Large type
frame-size-standard = Standard type
frame-theme-dark = Dark
frame-theme-light = Light
frame-theme-system = As the system
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-telephone = Telephone
frame-imprint = Sponsor: { $sponsor }. Operator: { $operator }.
frame-site-code = { " " }Site code { $code }.
frame-filing = { " " }Filing { $number }.
frame-help = Help
frame-law = Law table
frame-law-as-of = Law table ({ $day })
frame-glossary = Glossary
frame-accessibility = Accessibility
frame-release = Release { $release }
frame-ledger-head = , ledger head { $head }
demo-bar-label = Demo world
demo-bar-text = Demo world: it is { $time }. All data is fictional.
demo-bar-change = Change time or person
nav-label = Main
nav-trail = You are here
nav-home = Home
nav-workbench = Workbench
nav-waiting = { " " }waiting
nav-demands = Demands
nav-organizations = Organizations
nav-contracts = Contracts and money
nav-evaluations = Evaluations
nav-notices = Notices
empty-none = None
empty-unfilled = Not filled in
next-title = Next
next-nothing = Nothing is waiting
days-today = Due today
days-left = { $n ->
    [one] { $n } working day left
   *[other] { $n } working days left
  }
days-late = { $n ->
    [one] { $n } working day late
   *[other] { $n } working days late
  }
days-waited = { $n ->
    [one] waiting for { $n } working day
   *[other] waiting for { $n } working days
  }
law-note-basis = Basis: { $source }
law-note-scope = { " " }Applies to: { $scope }.
law-note-unverified = { " " }The figure is to be verified.
law-note-open = Open in the law table
law-table-scope-statute = procurement at or above the threshold
law-table-scope-purchase-of-services = every government purchase of services
law-table-scope-unit = the purchasing unit
law-table-scope-platform = this platform
refusal-why = Why
refusal-article = Basis
refusal-remedy = What would pass
errors-prefix = Error:{ " " }
errors-title = { $n ->
    [one] { $n } thing to fix
   *[other] { $n } things to fix
  }
errors-rule = This cannot be done
errors-conflict = Things have changed
errors-forbidden = You cannot do this
errors-not-found = There is no such page
errors-too-many = Too many requests
errors-look-up = Look up a number
errors-look-up-hint = For example GX-2026-000123
errors-broken = Something broke on our side
errors-broken-saved = What you entered was saved.
errors-broken-not-saved = What you just did had no effect and was not saved.
errors-broken-unknown = The page could not be made.
errors-broken-reference = Try again later, or call { $telephone } and give this number:
field-optional = { " " }(optional)
field-date-hint = For example 2026-05-09 or 20260509
field-file-held = We hold { $name }. It is kept unless you choose another.

# Importing lists of organizations: kinds, columns, outcomes, every refusal and warning.
organizations-kind-association = social association
organizations-kind-service-institution = social service institution
organizations-kind-foundation = foundation
organizations-kind-department = department or sub-district
organizations-kind-agency = third-party evaluation agency
organizations-kind-other = another registered body
organizations-column-name = name
organizations-column-code = credit code
organizations-column-kind = kind
organizations-column-registered-on = date of registration
organizations-column-capital = registered capital
organizations-column-registrar = registration authority
organizations-column-supervisor = supervising unit
organizations-column-address = address
organizations-column-scope = scope of business
organizations-column-status = status
organizations-column-fields = fields of service
organizations-column-districts = districts served
organizations-import-weight-refuses = cannot be loaded
organizations-import-weight-holds = waits for the registration authority
organizations-import-weight-skips = repeated, left out
organizations-import-weight-warns = warning

# The whole file
organizations-import-empty = The file is empty.
    .remedy = Check that you chose the right file and saved it.
organizations-import-too-large = The file is larger than { $limit } MB.
    .remedy = Split it, or take out pictures.
organizations-import-too-many-rows = The list has more than { $limit } rows.
    .remedy = Split it into several files.
organizations-import-too-many-columns = Row { $row } has more than { $limit } columns.
    .remedy = Delete the columns that do not belong to the list.
organizations-import-no-rows = The list has no organization in it.
    .remedy = Check that the rows stand below the header and were saved.
organizations-import-no-header = No header line was found.
    .remedy = Add a header line that names “社会组织名称” and “统一社会信用代码”.
organizations-import-column-missing = The header on row { $row } lacks the column “{ $column }”.
    .remedy = Add this column, or name it as in the template.
organizations-import-column-twice = Columns { $first } and { $second } are both headed “{ $header }”.
    .remedy = Delete one of them, or rename it.
organizations-import-other-list = The sheet “{ $sheet }” is a list too and was not read.
    .remedy = Save it as a file of its own and import that as well.
organizations-import-nul = Line { $line } has an empty character, at byte { $byte } of the file.
    .remedy = Open it in a spreadsheet program and save it as CSV in UTF-8.
organizations-import-invalid-utf8 = The text is damaged on line { $line }, at byte { $byte } of the file.
    .remedy = Export the file again from the original table.
organizations-import-invalid-utf16 = The text is damaged; perhaps the file was not saved whole.
    .remedy = Export the file again from the original table.
organizations-import-encoding-big5 = The file is in Big5, which is not read here.
    .remedy = Save it as CSV in UTF-8, with headers in simplified characters.
organizations-import-encoding-unknown = The encoding of the file is unknown.
    .remedy = Save it as CSV in UTF-8, or as .xlsx.
organizations-import-fullwidth-commas = The columns are divided by full-width “{ $comma }”, which is no delimiter.
    .remedy = Use ordinary commas, or save it as .xlsx.
organizations-import-stray-quote = A quotation mark on line { $line } is out of place.
    .remedy = Quote the whole cell and double the marks inside, or save it as .xlsx.
organizations-import-unclosed-quote = The quotation mark opened on line { $line } is never closed.
    .remedy = Close it, or delete the opening one.
organizations-import-unknown-format = { $extension } files are not read here.
    .remedy = Save the list as .xlsx or .csv.
organizations-import-not-a-workbook = The file is named { $extension }, but it is no workbook.
    .remedy = Open it in a spreadsheet program and save it as .xlsx; if it is text, name it .csv.
organizations-import-old-format = Workbooks of the format { $format } are not read here.
    .remedy = Open it in a spreadsheet program and save it as .xlsx.
organizations-import-workbook-broken = The workbook is damaged and cannot be read.
    .remedy = Open it in a spreadsheet program and save it as a new .xlsx.
organizations-import-encrypted = The workbook has a password and cannot be read.
    .remedy = Take the password off, then import it.
organizations-import-macros = The workbook has macros and cannot be imported.
    .remedy = Save it as .xlsx without macros.
organizations-import-dtd = The workbook has outside definitions and is not read, for safety.
    .remedy = Open it in a spreadsheet program and save it as a new .xlsx.
organizations-import-archive-nested = The file has other archives in it and is not read, for safety.
    .remedy = Import the workbook alone, without embedded files.
organizations-import-archive-entries = The archive has more than { $limit } files in it and is not read, for safety.
    .remedy = Open it in a spreadsheet program and save it as a new .xlsx.
organizations-import-archive-expands = Unpacked, the file is larger than { $limit } MB or than { $ratio } times its size.
    .remedy = Delete empty rows and columns and save it as a new .xlsx.

# Rows that cannot be loaded
organizations-import-row-length = Line { $line } has { $count } cells, the header has { $expected }.
    .remedy = Look for a delimiter too many or too few on this line.
organizations-import-required-missing = The { $column } is missing.
    .remedy = Copy it from the registration certificate.
organizations-import-required-formula = The { $column } is a formula; formulas are not evaluated here.
    .remedy = Copy this column and paste it back as values.
organizations-import-required-error = The { $column } is an error of the spreadsheet.
    .remedy = Copy it from the registration certificate.
organizations-import-name-formula = The name starts like a formula.
    .remedy = Delete the sign at its start; write the name as on the certificate.
organizations-import-name-long = The name has { $count } characters; { $limit } is the most.
    .remedy = Check whether something else got into this cell.
organizations-import-name-lost = Some characters of the name are lost.
    .remedy = Write the name again as on the certificate and save it in UTF-8.
organizations-import-code-lost-digits = The code was kept as a number and has lost its last digits.
    .remedy = Format this column as text and enter the code again.
organizations-import-code-length = The code has { $count } characters instead of 18.
    .remedy = Compare it with the registration certificate.
organizations-import-code-letter = Character { $place } of the code is { $letter }; codes have no I, O, S, V or Z.
    .remedy = Check whether it should be 1, 0, 5, 2 or U.
organizations-import-code-character = Character { $place } of the code cannot be “{ $letter }”.
    .remedy = Compare it with the registration certificate.
organizations-import-code-enterprise = This is the code of an enterprise, which is no social organization.
    .remedy = Delete the row; for an evaluation agency, give “第三方评估机构” as its kind.
organizations-import-code-other-name = Row { $row } has the same code under the name “{ $name }”.
    .remedy = Check which of the two rows has a wrong code or name.
organizations-import-kind-contradicts = The kind is { $kind }, but the code says { $of_code }.
    .remedy = Check both and correct one of them.
organizations-import-kind-unknown = The code does not tell the kind, nor does the list.
    .remedy = Fill in the kind, for example “第三方评估机构”.
organizations-import-date-impossible = There is no such day.
    .remedy = Compare the date with the registration certificate.
organizations-import-date-future = The date is later than the day of the import, { $today }.
    .remedy = Compare the date with the registration certificate.
organizations-import-capital-negative = The amount is below zero.
    .remedy = Compare it with the registration certificate.

# Waits
organizations-import-code-check = The check character does not match; by the formula the last one is { $should }.
    .remedy = Check the code; if the certificate says so, it waits until the registration authority confirms it.

# Warnings
organizations-import-code-inner = By the formula character 17 of the code is { $should }; it was read as it stands.
    .remedy = Check the code; some codes in use are like this.
organizations-import-row-repeated = This is the organization of row { $row } again; it was left out.
    .remedy = Nothing to do; if they differ, delete the older row.
organizations-import-name-elsewhere = Row { $row } has the same name with another code.
    .remedy = Check whether they are one organization.
organizations-import-name-kind = The kind is { $kind }, which the name does not look like.
    .remedy = Check whether the name is complete and the kind is right.
organizations-import-name-normalised = The name has variant characters; it was read as “{ $read }”.
    .remedy = Check the name as read.
organizations-import-text-invisible = Characters that cannot be seen were taken out; it was read as “{ $read }”.
    .remedy = Check the text as read.
organizations-import-not-given = The { $column } is empty and loads as not given.
    .remedy = You can add it later.
organizations-import-placeholder = The { $column } only fills the cell and loads as not given.
    .remedy = You can add it later.
organizations-import-kind-by-code = No kind is given; by the code it is: { $kind }.
    .remedy = Check the kind.
organizations-import-kind-unclear = The word for the kind is unknown; by the code it is: { $kind }.
    .remedy = Check the kind.
organizations-import-date-serial = The date is a day number of a spreadsheet; it was read as { $day }.
    .remedy = Check the date.
organizations-import-date-partial = The date is incomplete and loads as not given.
    .remedy = Give year, month and day.
organizations-import-date-unreadable = The date cannot be read and loads as not given.
    .remedy = Write it like 2016-05-09.
organizations-import-date-old = The date is before 1 October 1949; it was read as it stands.
    .remedy = Compare it with the registration certificate.
organizations-import-capital-own-unit = The unit differs from the header’s; it was read as { $money }.
    .remedy = Check the amount.
organizations-import-capital-words = The amount is in words; it was read as { $money }.
    .remedy = Check the amount.
organizations-import-capital-unit-guessed = Yuan or ten thousand yuan is not said; it was read as { $money }.
    .remedy = Check the amount and give its unit.
organizations-import-capital-unit-unclear = Yuan or ten thousand yuan cannot be told; it loads as not given.
    .remedy = Give the unit.
organizations-import-capital-zero = The amount is zero and loads as not given.
    .remedy = You can add it later.
organizations-import-capital-implausible = In the header’s unit it would be { $money }; it loads as not given.
    .remedy = Check whether yuan or ten thousand yuan is meant.
organizations-import-capital-large = The amount is { $money }, far above the usual; it was read as it stands.
    .remedy = Check the amount and its unit.
organizations-import-capital-unreadable = The amount cannot be read and loads as not given.
    .remedy = Write a number and a unit only, like 10万元.
organizations-import-cell-error = The { $column } is an error of the spreadsheet and loads as not given.
    .remedy = Fill it in without a formula.
organizations-import-cell-formula = The { $column } is a formula; the result kept in the file was read.
    .remedy = Check it, or paste the column back as values.
organizations-import-text-formula = The { $column } starts like a formula and loads as not given.
    .remedy = Delete the sign at its start.
organizations-import-text-long = The { $column } has { $count } characters, more than { $limit }, and loads as not given.
    .remedy = Shorten it.
organizations-import-field-unknown = Unknown fields of service were left out: { $words }.
    .remedy = Give F01 to F13, or the name of a field.
organizations-import-district-unknown = Unknown districts were left out: { $words }.
    .remedy = Give the names of Shanghai’s districts, or “全市”.

# Standing of a registration
organizations-standing-active = Registered
organizations-standing-cancelled = Deregistered
organizations-standing-revoked = Registration revoked
organizations-standing-unknown = Standing not filled in
organizations-held = Code to be confirmed
organizations-whole-city = Whole city

# The list
organizations-list-title = Organizations
organizations-list-lead = Registered social organizations, purchasers and evaluation agencies. What nobody recorded says "Not filled in".
organizations-list-count = { $n ->
    [one] { $n } organization
   *[other] { $n } organizations
}
organizations-list-empty = No organization meets these conditions
organizations-list-empty-hint = Use fewer conditions, or only some characters of the name.
organizations-filter = Filter organizations
organizations-filter-words = Name or credit code
organizations-filter-kind = Kind
organizations-filter-field = Field of service
organizations-filter-district = District of its seat or service
organization-order-name = Name
organization-order-delivered = Most accepted services first
organizations-any = All
organizations-row-fields = Fields: { $fields }
organizations-row-serves = Where: { $where }
organizations-row-delivered = { $n } delivered
organizations-act-import = Import a list
organizations-act-held = Show codes to be confirmed

# The page of one
organizations-registered-title = Registration
organizations-fact-standing = Standing
organizations-fact-fields = Fields of service
organizations-fact-districts = Districts served
organizations-fact-staff = Full-time staff
organizations-staff-number = { $n }
organizations-profile-part = What it can do
organizations-source-register = Register, { $day }
organizations-source-list = From the list "{ $list }", loaded { $day }.
organizations-source-own = Its own word, { $day }
organizations-confirmed-on = The check character is wrong; confirmed by the registrar on { $day }
organizations-figure-running = In performance
organizations-figure-delivered = Delivered
organizations-figure-evaluated = Evaluated, three years
organizations-figure-staff = Full-time staff
organizations-unit-contracts = { $n ->
    [one] contract
   *[other] contracts
}
organizations-unit-times = { $n ->
    [one] time
   *[other] times
}
organizations-unit-people = { $n ->
    [one] person
   *[other] people
}
organizations-unit-rows = { $n ->
    [one] row
   *[other] rows
}
organizations-records-title = Track record
organizations-records-note = Facts of contracts, acceptance and evaluation with their documents. It is no credit score.
organizations-records-none = Nothing on record yet
organizations-records-none-hint = Contracts that are signed on this platform will stand here.
organizations-bought-title = What it bought
organizations-bought-none-hint = Contracts will stand here once they are signed.
organizations-records-total = { $n } in all
organizations-head-contract = Contract
organizations-head-purchaser = Purchaser
organizations-head-provider = Provider
organizations-head-price = Amount (CNY)
organizations-head-acceptance = Acceptance
organizations-head-evaluation = Evaluation
organizations-head-accepted-on = Accepted on
organizations-head-grade = Grade
organizations-head-score = Score
organizations-head-number = Contract number
organizations-head-evaluation-number = Evaluation number
organizations-accepted = Accepted
organizations-running = In performance
organizations-runs-until = until { $day }
organizations-not-accepted = Not accepted
organizations-not-evaluated = Not evaluated
organizations-act-profile = Update what it can do

# Confirming a code
organizations-confirm-title = Confirm this credit code
organizations-confirm-seen = Only the registrar sees this
organizations-confirm-text = The check character of this code is wrong. Some codes in use are like that: compare it with the certificate. Until you confirm it, the organization is not public, does not match and cannot offer.
organizations-act-confirm = Confirm that the code is right
organizations-not-held = This code does not wait; perhaps it was confirmed already.
    .remedy = Reload the page.

# What an organization can do
organizations-profile-title = Update what it can do
organizations-profile-lead = What you fill in here is public, and matching reads it at once.
organizations-profile-fields-hint = At least one. Tick only what you can take on now.
organizations-profile-districts-hint = At least one. With "Whole city" no district need be ticked.
organizations-profile-staff-hint = People with a labour contract and social insurance
organizations-profile-no-field = Tick at least one field of service.
    .remedy = Without a field no demand can be found for you.
organizations-profile-no-district = Tick at least one district.
    .remedy = If you work everywhere, tick "Whole city".
organizations-profile-staff = Write full-time staff as a whole number from 0 to { $limit }.
    .remedy = Leave it empty if you do not know.
organizations-act-keep = Save what it can do
organizations-act-back = Back to the organization

# Import
organizations-import-title = Import a list of organizations
organizations-import-lead = One row that cannot be loaded stops the whole list. The result says why, row by row, and how to mend it.
organizations-import-file = The list
organizations-import-file-hint = A CSV or XLSX file, 20 MB at most, with at least the columns name and credit code
organizations-import-how = How to import
organizations-import-dry = Check first, load nothing
organizations-import-dry-hint = After the check you can load it from the result.
organizations-act-upload = Upload the list
organizations-import-no-file = Choose the file of the list.
    .remedy = You can download the list of organizations and use its columns.
organizations-import-dry-run = “{ $typed }” does not say whether to check or to load, so nothing was done.
    .remedy = Write yes to only check, no to load.
organizations-import-not-loadable = { $n } rows of the list cannot be loaded, so nothing of it was.
    .remedy = Mend the rows that the result names, and upload it again.
organizations-import-loaded-already = This list was loaded already, or is being loaded.
    .remedy = Reload the page to see the result.
organizations-import-not-judged = The check of this list is not finished.
    .remedy = Reload the page in a moment.
organizations-import-broke-off = The import broke off; not one row was changed.
    .remedy = Try again; if it breaks off once more, call the platform.
organizations-runs-title = Imports so far
organizations-runs-none = No list was imported yet
organizations-by-command-line = Command line
organizations-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
organizations-run-judging = Being checked
organizations-run-loading = Being loaded
organizations-run-judged = Checked, not loaded
organizations-run-refused = Not loaded
organizations-run-loaded = Loaded
organizations-run-broken = Broken off
organizations-run-going = Under way. You can leave this page and come back.
organizations-act-refresh = Reload
organizations-run-outcome = { $new } new, { $changed } changed, { $unchanged } as before.
organizations-run-may-load = No row stands against it. Organizations whose code is to be confirmed are loaded too, and public once it is.
organizations-act-load = Load this list
organizations-run-sheet = Sheet "{ $sheet }"
organizations-run-other-sheets = Sheets that were not read: { $sheets }
organizations-count-read = Read
organizations-count-load = Can be loaded
organizations-count-wait = To be confirmed
organizations-count-refused = Cannot be loaded
organizations-count-warned = With a warning
organizations-count-notes = Besides, { $notes } notes and { $blank } blank
organizations-count-repeated = Besides, { $n } repeated
organizations-columns-title = What each column was taken for
organizations-head-letter = Column
organizations-head-header = Header
organizations-head-meaning = Read as
organizations-column-unread = Not read
organizations-findings-title = Row by row
organizations-findings-none = Nothing stands against any row.
organizations-findings-count = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
}
organizations-findings-range = { $from } to { $to } of { $n }
organizations-head-place = Place
organizations-head-value = Content
organizations-head-weight = Result
organizations-head-reason = Why, and how to mend it
organizations-head-mend = How to mend it
organizations-place-row = Row { $row }
inbox-code-confirmed = The registrar confirmed the credit code of { $name }.
organizations-cli-file = List: { $file }
organizations-cli-counts = { $read } rows read; { $load } can be loaded; { $wait } wait for the registrar; { $refused } cannot; { $warned } have a warning; { $repeated } repeat one above.
organizations-cli-finding = { $place } { $header } "{ $value }" [{ $weight }] { $what } { $mend }
organizations-cli-dry = Checked only; nothing was loaded.

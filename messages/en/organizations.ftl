# Importing lists of organizations: kinds, columns, outcomes, every refusal and warning.
organizations-kind-association = social association
organizations-kind-service-institution = social service institution
organizations-kind-foundation = foundation
organizations-kind-department = department or sub-district
organizations-kind-agency = third-party evaluation agency
organizations-kind-other = another registered body
organizations-column-name = Name
organizations-column-code = Credit code
organizations-column-kind = Kind
organizations-column-registered-on = Date of registration
organizations-column-capital = Registered capital
organizations-column-registrar = Registration authority
organizations-column-supervisor = Supervising unit
organizations-column-address = Address
organizations-column-scope = Scope of business
organizations-column-status = Status
organizations-column-fields = Fields of service
organizations-column-districts = Districts served
organizations-import-weight-refuses = cannot be imported
organizations-import-weight-holds = waits for confirmation by the registration authority
organizations-import-weight-skips = repeated, skipped
organizations-import-weight-warns = warning

# The whole file
organizations-import-empty = The file is empty.
    .remedy = Check that you chose the right file and that its content was saved.
organizations-import-too-large = The file is larger than { $limit } MB.
    .remedy = Split it into several files, or remove pictures, then import again.
organizations-import-too-many-rows = The list has more than { $limit } rows.
    .remedy = Split it into several files.
organizations-import-too-many-columns = Row { $row } has more than { $limit } columns.
    .remedy = Delete the columns that are not part of the list.
organizations-import-no-rows = The list contains no organizations.
    .remedy = Check that the rows are below the header and that the file was saved.
organizations-import-no-header = No header row was found.
    .remedy = Add a header row that includes “社会组织名称” and “统一社会信用代码”.
organizations-import-column-missing = The header in row { $row } has no “{ $column }” column.
    .remedy = Add this column, or rename the columns as in the template.
organizations-import-column-twice = Columns { $first } and { $second } both have the header “{ $header }”.
    .remedy = Delete one of them, or rename it.
organizations-import-other-list = The sheet “{ $sheet }” is also a list; it was not read.
    .remedy = Save it as a separate file and import that too.
organizations-import-nul = Line { $line } has a null character, at byte { $byte } of the file.
    .remedy = Open it in a spreadsheet program and save it as CSV in UTF-8.
organizations-import-invalid-utf8 = The encoding is damaged on line { $line }, at byte { $byte } of the file.
    .remedy = Export the file again from the original table.
organizations-import-invalid-utf16 = The encoding is damaged; the file may not have been saved completely.
    .remedy = Export the file again from the original table.
organizations-import-encoding-big5 = The file is in traditional Chinese encoding (Big5), which cannot be read here.
    .remedy = Save it as CSV in UTF-8, with the headers in simplified characters.
organizations-import-encoding-unknown = The encoding of the file could not be recognized.
    .remedy = Save it as CSV in UTF-8, or as .xlsx.
organizations-import-fullwidth-commas = The columns are separated by the full-width mark “{ $comma }”, so they cannot be split.
    .remedy = Use ordinary commas instead, or save the file as .xlsx.
organizations-import-stray-quote = A quotation mark on line { $line } is out of place.
    .remedy = Put the whole cell in quotation marks and double those inside it, or save the file as .xlsx.
organizations-import-unclosed-quote = The quotation mark opened on line { $line } is never closed.
    .remedy = Close it, or delete the opening one.
organizations-import-unknown-format = { $extension } files cannot be read here.
    .remedy = Save the list as .xlsx or .csv.
organizations-import-not-a-workbook = The file name ends in { $extension }, but the content is not a workbook.
    .remedy = Open it in a spreadsheet program and save it as .xlsx. If it is text, rename it to .csv.
organizations-import-old-format = Workbooks in { $format } format cannot be read here.
    .remedy = Open it in a spreadsheet program and save it as .xlsx.
organizations-import-workbook-broken = The workbook is damaged and cannot be read.
    .remedy = Open it in a spreadsheet program and save it as a new .xlsx.
organizations-import-encrypted = The workbook is protected by a password and cannot be read.
    .remedy = Remove the password, then import it again.
organizations-import-macros = The workbook contains macros and cannot be imported.
    .remedy = Save it as .xlsx without macros.
organizations-import-dtd = The workbook contains external definitions and is not read, for safety.
    .remedy = Open it in a spreadsheet program and save it as a new .xlsx.
organizations-import-archive-nested = The file contains other archives and is not read, for safety.
    .remedy = Import only the workbook, without embedded files.
organizations-import-archive-entries = The archive contains more than { $limit } files and is not read, for safety.
    .remedy = Open it in a spreadsheet program and save it as a new .xlsx.
organizations-import-archive-expands = Unpacked, the file is larger than { $limit } MB or more than { $ratio } times its size.
    .remedy = Delete empty rows and columns, and save it as a new .xlsx.

# Rows that cannot be loaded
organizations-import-row-length = Line { $line } has { $count } cells, but the header has { $expected }.
    .remedy = Check whether this line has a separator too many or too few.
organizations-import-required-missing = The “{ $column }” is missing.
    .remedy = Fill it in as on the registration certificate.
organizations-import-required-formula = The “{ $column }” is a formula; formulas are not calculated here.
    .remedy = Copy this column and paste it back as values.
organizations-import-required-error = The “{ $column }” is a spreadsheet error value.
    .remedy = Fill it in as on the registration certificate.
organizations-import-name-formula = The name begins like a formula.
    .remedy = Delete the sign at the beginning, and write the name as on the registration certificate.
organizations-import-name-long = The name has { $count } characters; the limit is { $limit }.
    .remedy = Check whether something else was entered in this cell.
organizations-import-name-lost = Some characters of the name have been lost.
    .remedy = Enter the name again as on the registration certificate, and save the file in UTF-8.
organizations-import-code-lost-digits = The code was saved as a number and has lost its last digits.
    .remedy = Format this column as text and enter the code again.
organizations-import-code-length = The code has { $count } characters; it must have 18.
    .remedy = Check it against the registration certificate.
organizations-import-code-letter = Character { $place } of the code is { $letter }; codes never contain I, O, S, V or Z.
    .remedy = Check whether it should be 1, 0, 5, 2 or U.
organizations-import-code-character = Character { $place } of the code cannot be “{ $letter }”.
    .remedy = Check it against the registration certificate.
organizations-import-code-enterprise = This is the code of an enterprise, and an enterprise is not a social organization.
    .remedy = Delete the row. If it is an evaluation agency, enter “第三方评估机构” as its kind.
organizations-import-code-other-name = Row { $row } has the same code, but its name is “{ $name }”.
    .remedy = Check which row has the wrong code or name.
organizations-import-kind-contradicts = The kind is { $kind }, but by the code it is { $of_code }.
    .remedy = Check the kind and the code, and correct one of them.
organizations-import-kind-unknown = The kind cannot be told from the code, and the list does not give it.
    .remedy = Fill in “社会组织类型”, for example with “第三方评估机构”.
organizations-import-date-impossible = There is no such day.
    .remedy = Check the date against the registration certificate.
organizations-import-date-future = The date is after the day of the import, { $today }.
    .remedy = Check the date against the registration certificate.
organizations-import-capital-negative = The amount is below zero.
    .remedy = Check the amount against the registration certificate.

# Waits
organizations-import-code-check = The check character of the code does not match; the last character should be { $should }.
    .remedy = Check the code. If the certificate really says so, it takes effect once the registration authority confirms it.

# Warnings
organizations-import-code-inner = Character 17 of the code should be { $should }; the code was kept as it is.
    .remedy = Check the code; some codes in use really are like this.
organizations-import-row-repeated = This row has the same organization as row { $row }; it was skipped.
    .remedy = You need not do anything. If the rows differ, delete the older one.
organizations-import-name-elsewhere = Row { $row } has the same name, but a different code.
    .remedy = Check whether they are the same organization.
organizations-import-renamed = The register knows this code as “{ $known }”; the list says “{ $listed }”.
    .remedy = Check the certificate; load the list if the name has really changed.
organizations-import-renames = { $n } names differ from the register, so the list was not loaded at once.
    .remedy = Check each of them, then load the list.
organizations-import-names-since = A name in the register has changed since the list was judged.
    .remedy = Upload the list again and have it judged once more.
organizations-import-name-kind = The kind is { $kind }, but the name does not look like it.
    .remedy = Check whether the name is complete and the kind is right.
organizations-import-name-normalised = The name contains variant characters; it was read as “{ $read }”.
    .remedy = Check the name as read.
organizations-import-text-invisible = Invisible characters were removed; the text was read as “{ $read }”.
    .remedy = Check the text as read.
organizations-import-not-given = The “{ $column }” is empty; it is recorded as not filled in.
    .remedy = You can add it later.
organizations-import-placeholder = The “{ $column }” holds only a placeholder; it is recorded as not filled in.
    .remedy = You can add it later.
organizations-import-kind-by-code = The kind is empty; by the code it is { $kind }.
    .remedy = Check the kind.
organizations-import-kind-unclear = The kind could not be understood; by the code it is { $kind }.
    .remedy = Check the kind.
organizations-import-date-serial = The date is a spreadsheet serial number; it was read as { $day }.
    .remedy = Check the date.
organizations-import-date-partial = The date is incomplete; it is recorded as not filled in.
    .remedy = Give the year, month and day.
organizations-import-date-unreadable = The date cannot be read; it is recorded as not filled in.
    .remedy = Write it as in 2016-05-09.
organizations-import-date-old = The date is before 1 October 1949; it was kept as it is.
    .remedy = Check the date against the registration certificate.
organizations-import-capital-own-unit = The unit differs from the one in the header; it was read as { $money }.
    .remedy = Check the amount.
organizations-import-capital-words = The amount is written in capitals; it was read as { $money }.
    .remedy = Check the amount.
organizations-import-capital-unit-guessed = It does not say whether yuan or ten thousand yuan is meant; it was read as { $money }.
    .remedy = Check the amount and add the unit.
organizations-import-capital-unit-unclear = It is not clear whether yuan or ten thousand yuan is meant; it is recorded as not filled in.
    .remedy = Add the unit.
organizations-import-capital-zero = The amount is zero; it is recorded as not filled in.
    .remedy = You can add it later.
organizations-import-capital-implausible = In the header’s unit this is { $money }, which is implausibly large; it is recorded as not filled in.
    .remedy = Check whether yuan or ten thousand yuan is meant.
organizations-import-capital-large = The amount is { $money }, much larger than usual; it was kept as it is.
    .remedy = Check the amount and its unit.
organizations-import-capital-unreadable = The amount cannot be read; it is recorded as not filled in.
    .remedy = Write only a number and a unit, for example 10万元.
organizations-import-cell-error = The “{ $column }” is a spreadsheet error value; it is recorded as not filled in.
    .remedy = Enter the content instead of a formula.
organizations-import-cell-formula = The “{ $column }” is a formula; the saved result was read.
    .remedy = Check the content, or paste the column back as values.
organizations-import-text-formula = The “{ $column }” begins like a formula; it is recorded as not filled in.
    .remedy = Delete the sign at the beginning.
organizations-import-text-long = The “{ $column }” has { $count } characters, more than { $limit }; it is recorded as not filled in.
    .remedy = Shorten it, then import again.
organizations-import-field-unknown = Unknown fields of service were skipped: { $words }.
    .remedy = Enter F01 to F13, or the names of the fields.
organizations-import-district-unknown = Unknown districts were skipped: { $words }.
    .remedy = Enter the names of Shanghai districts, or “全市”.

# Standing of a registration
organizations-standing-active = Registered
organizations-standing-cancelled = Deregistered
organizations-standing-revoked = Registration revoked
organizations-standing-unknown = Registration status not filled in
organizations-held = Code to be confirmed
organizations-whole-city = Whole city

# The list
organizations-list-title = Organizations
organizations-list-lead = Registered social organizations, purchasers and evaluation agencies. Where there is no record, it says “Not filled in”.
organizations-list-count = { $n ->
    [one] { $n } organization
   *[other] { $n } organizations
}
organizations-list-empty = No organization meets these conditions
organizations-list-empty-hint = Remove a filter, or enter only part of the name.
organizations-filter = Filter organizations
organizations-filter-words = Name or credit code
organizations-filter-kind = Kind
organizations-filter-field = Field of service
organizations-filter-district = District where it is registered or serves
organization-order-name = Name
organization-order-delivered = Most accepted services first
organizations-any = All
organizations-row-fields = Fields: { $fields }
organizations-row-serves = Serves: { $where }
organizations-row-delivered = { $n } delivered
organizations-act-import = Import a list
organizations-act-held = Show codes to be confirmed

# The page of one
organizations-registered-title = Registration
organizations-fact-standing = Registration status
organizations-fact-fields = Fields of service
organizations-fact-districts = Districts served
organizations-fact-staff = Full-time staff
organizations-staff-number = { $n }
organizations-profile-part = Service capacity
organizations-source-register = Register, { $day }
organizations-source-list = From the list “{ $list }”, imported on { $day }.
organizations-source-own = Filled in by the organization, { $day }
organizations-confirmed-on = The check character does not match; confirmed by the registration authority on { $day }
organizations-figure-running = In performance
organizations-figure-delivered = Delivered
organizations-figure-evaluated = Evaluations, last three years
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
organizations-records-note = Facts on contracts, acceptance and evaluation, with the documents. This is not a credit score.
organizations-records-none = No records yet
organizations-records-none-hint = Records appear here once a contract is signed on this platform.
organizations-bought-title = Purchases
organizations-bought-none-hint = Records appear here once a contract is signed.
organizations-records-total = { $n } in all
organizations-head-contract = Contract
organizations-head-purchaser = Purchaser
organizations-head-provider = Provider
organizations-head-price = Amount (CNY)
organizations-head-acceptance = Acceptance
organizations-head-evaluation = Evaluation
organizations-head-accepted-on = Accepted on
organizations-head-failed-on = Ended unfulfilled on
organizations-head-grade = Grade
organizations-head-score = Score
organizations-head-number = Contract number
organizations-head-evaluation-number = Evaluation number
organizations-accepted = Accepted
organizations-running = In performance
organizations-runs-until = until { $day }
organizations-not-accepted = Not accepted
organizations-not-fulfilled = Not fulfilled, contract ended
organizations-not-evaluated = Not evaluated
organizations-act-profile = Update the service capacity

# Confirming a code
organizations-confirm-title = Confirm this credit code
organizations-confirm-seen = Only the registration authority can see this
organizations-confirm-text = The check character of this code does not match. Some codes in use really are like this; check it against the registration certificate. Until you confirm it, the organization is not public, is not matched and cannot make offers.
organizations-act-confirm = Confirm that the code is correct
organizations-not-held = This code does not need confirmation; it may already have been confirmed.
    .remedy = Reload the page to see.

# What an organization can do
organizations-profile-title = Update the service capacity
organizations-profile-lead = What you enter here is public and is used for matching at once.
organizations-profile-fields-hint = At least one. Choose only fields you can take on now.
organizations-profile-districts-hint = At least one. If you choose “Whole city”, you need not choose districts.
organizations-profile-staff-hint = Number of people with a labour contract and social insurance
organizations-profile-no-field = Choose at least one field of service.
    .remedy = Without a field of service, no demands can be found for you.
organizations-profile-no-district = Choose at least one district.
    .remedy = If you can serve every district, choose “Whole city”.
organizations-profile-staff = Enter full-time staff as a whole number from 0 to { $limit }.
    .remedy = You can leave it empty if you are not sure.
organizations-act-keep = Save the service capacity
organizations-act-back = Back to the organization

# Import
organizations-import-title = Import a list of organizations
organizations-import-lead = If one row cannot be imported, none of the list is imported. The result gives the reason and the remedy row by row.
organizations-import-file = List file
organizations-import-file-hint = CSV or XLSX, up to 20 MB, with at least the two columns “社会组织名称” and “统一社会信用代码”.
organizations-import-how = How to import
organizations-import-dry = Check first, do not import yet
organizations-import-dry-hint = After the check you can import it from the result page.
organizations-act-upload = Upload the list
organizations-import-no-file = You have not chosen a file.
    .remedy = You can first download the list of organizations and fill in its columns.
organizations-import-dry-run = “{ $typed }” does not say whether to check only or to import, so nothing was done.
    .remedy = Enter yes to check only, or no to import.
organizations-import-not-loadable = { $n ->
    [one] { $n } row of the list cannot be imported, so nothing was imported.
   *[other] { $n } rows of the list cannot be imported, so nothing was imported.
  }
    .remedy = Correct the rows named in the result, then upload the list again.
organizations-import-loaded-already = This list has already been imported, or is being imported.
    .remedy = Reload the page to see the result.
organizations-import-not-judged = This list has not been fully checked yet.
    .remedy = Reload the page in a little while.
organizations-import-broke-off = The import was interrupted; no row was changed.
    .remedy = Try again. If it is interrupted again, contact the platform.
organizations-runs-title = Earlier imports
organizations-runs-none = No list has been imported yet
organizations-by-command-line = Command line
organizations-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
organizations-run-judging = Checking
organizations-run-loading = Importing
organizations-run-judged = Checked, not imported
organizations-run-refused = Not imported
organizations-run-loaded = Imported
organizations-run-broken = Interrupted
organizations-run-going = In progress. You can leave this page and come back later.
organizations-act-refresh = Reload
organizations-run-outcome = { $new } new, { $changed } updated, { $unchanged } unchanged.
organizations-run-may-load = Every row can be imported. Organizations whose code is to be confirmed are imported too, and become public once it is confirmed.
organizations-act-load = Import this list
organizations-run-sheet = Sheet “{ $sheet }”
organizations-run-other-sheets = Sheets not read: { $sheets }
organizations-count-read = Read
organizations-count-load = Can be imported
organizations-count-wait = To be confirmed
organizations-count-refused = Cannot be imported
organizations-count-warned = With warnings
organizations-count-notes = Also note rows: { $notes }, blank rows: { $blank }
organizations-count-repeated = Also repeated rows: { $n }
organizations-columns-title = How each column was read
organizations-head-letter = Column
organizations-head-header = Header
organizations-head-meaning = Read as
organizations-column-unread = Not read
organizations-findings-title = Row by row
organizations-findings-none = No row has a problem.
organizations-findings-count = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
}
organizations-findings-range = { $from } to { $to } of { $n }
organizations-head-place = Place
organizations-head-value = Content
organizations-head-weight = Result
organizations-head-reason = Reason and remedy
organizations-head-mend = Remedy
organizations-place-row = Row { $row }
inbox-code-confirmed = The registration authority has confirmed the credit code of { $name }.
organizations-cli-file = List: { $file }
organizations-cli-counts = { $read } rows read; { $load } can be imported; { $wait } to be confirmed; { $refused } cannot be imported; { $warned } with warnings; { $repeated } repeated and skipped.
organizations-cli-finding = { $place } { $header } “{ $value }” [{ $weight }] { $what } { $mend }
organizations-cli-dry = Checked only; nothing was imported.

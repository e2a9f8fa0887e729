# Lists old log files on a Windows server, as collect.py does elsewhere.
# Run it in a console that may read the log folders.
param(
    [string]$Root = "C:\inetpub\logs",
    [int]$Days = 30,
    [string]$Output = "survey.csv"
)

# The survey's own id; it stands in the first row of the table.
$SurveyId = "q4k9tz2m"
$Culture = [Globalization.CultureInfo]::InvariantCulture
$MaxRows = 50000
$Separator = ";"

function Test-LogName([string]$Name) {
    # A log is known by its ending.
    return $Name -match '\.(log|txt|etl|evtx)$'
}

function Get-OldLog([string]$Path, [int]$Age) {
    $limit = (Get-Date).AddDays(-$Age)
    Get-ChildItem -Path $Path -Recurse -File -ErrorAction SilentlyContinue |
        Where-Object { (Test-LogName $_.Name) -and ($_.LastWriteTime -lt $limit) } |
        Sort-Object -Property LastWriteTime |
        Select-Object -First $MaxRows
}

function Format-Row($File) {
    $age = ((Get-Date) - $File.LastWriteTime).TotalDays
    $text = $age.ToString("F1", $Culture)
    return ($File.FullName, $File.Length, $text) -join $Separator
}

if (-not (Test-Path -Path $Root)) {
    Write-Error "The folder $Root does not exist."
    exit 2
}

$rows = @(Get-OldLog $Root $Days | ForEach-Object { Format-Row $_ })
$head = "survey $SurveyId", "bytes", "days" -join $Separator
Set-Content -Path $Output -Value (@($head) + $rows) -Encoding UTF8
Write-Host "Wrote $($rows.Count) rows to $Output."

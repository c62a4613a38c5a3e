-- By which rules words of an article are masked, and in how many places.
select rule, count(*) as places, max(decided) as decided from guard_findings
where article = :id and severity in ('block', 'hold') and decided in ('', 'keep', 'redacted')
group by rule order by rule

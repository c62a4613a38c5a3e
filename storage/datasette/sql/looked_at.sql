-- What became of the pages that were first met today, in seven days and in thirty.
select outcome, sum(iif(hour >= :today, pages, 0)) as today, sum(iif(hour >= :week, pages, 0)) as week,
  sum(pages) as month
from page_counts where hour >= :month group by outcome having sum(pages) > 0

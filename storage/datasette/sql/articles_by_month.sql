-- Articles on topic, without copies, by month.
select month, sum(articles) as articles from article_counts
where on_topic = 1 and copy = 0 and month >= :first and month <= :last group by month
